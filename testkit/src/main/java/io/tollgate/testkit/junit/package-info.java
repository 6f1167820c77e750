/**
 * One suite on several hosts, with JUnit 5. The JUnit API is an optional dependency: only this
 * package needs it.
 */
package io.tollgate.testkit.junit;
