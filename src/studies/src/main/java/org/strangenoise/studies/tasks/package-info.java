/** Prepared analyses carried out: tasks, which group samples, and where they run. */
package org.strangenoise.studies.tasks;
