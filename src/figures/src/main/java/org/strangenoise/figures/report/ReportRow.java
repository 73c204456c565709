package org.strangenoise.figures.report;

/**
 * A number that was asked for beside the one that was found.
 *
 * @param what the quantity
 * @param asked the value or range it should have, as text
 * @param found its value, as text
 * @param ok whether it was met
 */
public record ReportRow(String what, String asked, String found, boolean ok) {}
