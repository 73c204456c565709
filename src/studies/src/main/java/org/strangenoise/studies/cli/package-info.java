/** The command line: what users type, and the exit codes they get. */
package org.strangenoise.studies.cli;
