/** What the tests of several modules share: conditions on the machine they run on. */
@NullMarked
package org.strangenoise.testing;

import org.jspecify.annotations.NullMarked;
