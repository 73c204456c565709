package org.strangenoise.simulate.kernel;

import java.util.Optional;

/** Finds the kernels that need the module jdk.incubator.vector; that one class names them keeps them optional. */
final class Kernels {

    static final TensorKernel TENSOR = load("VectorTensorKernel", TensorKernel.class, new ScalarTensorKernel());

    static final AmplitudeKernel AMPLITUDE =
            load("VectorAmplitudeKernel", AmplitudeKernel.class, new ScalarAmplitudeKernel());

    static final BlochEntropies ENTROPIES =
            load("VectorBlochEntropies", BlochEntropies.class, new BlochEntropies.Scalar());

    private Kernels() {}

    private static <T> T load(String name, Class<T> type, T scalar) {
        Optional<Module> vectors = ModuleLayer.boot().findModule("jdk.incubator.vector");
        if (vectors.isEmpty()) {
            return scalar;
        }
        // A module that required it would bring a warning into every program that does not use it.
        Kernels.class.getModule().addReads(vectors.get());
        try {
            return type.cast(Class.forName(Kernels.class.getPackageName() + "." + name)
                    .getDeclaredConstructor()
                    .newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the vector kernels do not load although their module is present", e);
        }
    }
}
