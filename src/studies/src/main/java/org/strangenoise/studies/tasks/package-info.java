/** Prepared analyses carried out: tasks, which group samples, and where they run. */
@NullMarked
package org.strangenoise.studies.tasks;

import org.jspecify.annotations.NullMarked;
