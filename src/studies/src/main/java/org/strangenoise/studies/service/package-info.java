/** Studies answered by one warm process: asked as data, prepared once, cancelled when nobody waits any more. */
@NullMarked
package org.strangenoise.studies.service;

import org.jspecify.annotations.NullMarked;
