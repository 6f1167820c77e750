/** A plugin as a plain Java object in the model: the bindings' host port over the host calls. */
package io.tollgate.testkit.plain;
