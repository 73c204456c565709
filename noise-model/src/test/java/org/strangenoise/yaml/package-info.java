/** Tests of located YAML documents, their strict reading, and quantities. */
@NullMarked
package org.strangenoise.yaml;

import org.jspecify.annotations.NullMarked;
