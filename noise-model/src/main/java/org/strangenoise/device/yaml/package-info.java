/** Device files: located YAML in, a {@link org.strangenoise.device.Calibration} out. */
@NullMarked
package org.strangenoise.device.yaml;

import org.jspecify.annotations.NullMarked;
