/**
 * Studies on Apache Spark: the driver plans, keeps the journal and assembles, as a run on one machine does; executors
 * find rows.
 */
@NullMarked
package org.strangenoise.spark;

import org.jspecify.annotations.NullMarked;
