/** Every registered channel against its documented formula and the rules of channels. */
@NullMarked
package org.strangenoise.channel;

import org.jspecify.annotations.NullMarked;
