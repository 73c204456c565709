/** The command line: what users type, and the exit codes they get. */
@NullMarked
package org.strangenoise.studies.cli;

import org.jspecify.annotations.NullMarked;
