/** Running analyses: a plan in, numbers out; nothing is drawn here. */
@NullMarked
package org.strangenoise.studies.analysis;

import org.jspecify.annotations.NullMarked;
