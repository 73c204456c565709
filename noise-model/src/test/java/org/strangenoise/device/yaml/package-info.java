/** Tests of the device reader. */
@NullMarked
package org.strangenoise.device.yaml;

import org.jspecify.annotations.NullMarked;
