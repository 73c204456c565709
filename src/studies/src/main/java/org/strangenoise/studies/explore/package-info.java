/** A local page that moves a study's numbers and shows what they do: the server, and what it lets the page ask. */
package org.strangenoise.studies.explore;
