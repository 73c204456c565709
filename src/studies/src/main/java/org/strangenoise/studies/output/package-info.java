/** What a run leaves behind: results.json, CSV, figures, report; made from results, nothing is simulated here. */
@NullMarked
package org.strangenoise.studies.output;

import org.jspecify.annotations.NullMarked;
