/** Studies answered by one warm process: asked as data, prepared once, cancelled when nobody waits any more. */
package org.strangenoise.studies.service;
