/**
 * A filter that plays a script of raw host calls and logs what each returned, so that two hosts can
 * be compared.
 */
package io.tollgate.fidelity;
