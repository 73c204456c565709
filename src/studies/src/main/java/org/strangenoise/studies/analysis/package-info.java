/** What a type of analysis is: plans, results, fields, tables. The seam that every type fills. */
@NullMarked
package org.strangenoise.studies.analysis;

import org.jspecify.annotations.NullMarked;
