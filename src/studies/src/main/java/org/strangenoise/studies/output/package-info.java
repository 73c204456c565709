/** What a run leaves behind: results.json, CSV, figures, report; made from results, nothing is simulated here. */
package org.strangenoise.studies.output;
