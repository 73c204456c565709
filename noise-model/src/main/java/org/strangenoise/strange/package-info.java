/** The plugin for Strange: Programs into circuits and back, and an execution environment with noise. */
@NullMarked
package org.strangenoise.strange;

import org.jspecify.annotations.NullMarked;
