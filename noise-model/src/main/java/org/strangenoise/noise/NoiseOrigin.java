package org.strangenoise.noise;

/**
 * Why a noise instruction is there.
 *
 * @param mechanism {@link NoiseMechanism} name or an extra channel's id
 * @param operation the operation's name, {@code idle} or {@code step}
 * @param seconds the time it stands for; 0 for noise that does not act in time
 */
public record NoiseOrigin(String mechanism, String operation, double seconds) {}
