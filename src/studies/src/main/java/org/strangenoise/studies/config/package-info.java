/** Study files: located YAML in, a checked {@link org.strangenoise.studies.config.Study} out. */
@NullMarked
package org.strangenoise.studies.config;

import org.jspecify.annotations.NullMarked;

