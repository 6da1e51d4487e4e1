/**
 * What Lambda calls: one small handler per function, and what handlers share.
 *
 * <p>Records that Lambda's runtime reads name their components in a {@link
 * java.beans.ConstructorProperties}. The runtime brings its own JSON binding, which is told not to
 * look for constructors by itself; versions 1.2 and 1.3 of it (Jackson 2.15) take that to include
 * those of records, and only a constructor so marked is known to every version.
 *
 * @see <a href="https://github.com/FasterXML/jackson-databind/pull/3724">the change in Jackson</a>
 */
package io.servergroup.lambda;
