/** What a type of analysis is: plans, results, fields, tables. The seam that every type fills. */
package org.strangenoise.studies.analysis;
