/** Reading and writing of the few protobuf messages that a host has to know. Depends on nothing. */
package io.tollgate.testkit.proto;
