package org.strangenoise.state;

import java.util.List;

/**
 * Observables of another library: a class of this kind that is named in its
 * {@code META-INF/services/org.strangenoise.state.ObservableProvider} makes its entries known to the
 * {@link ObservableRegistry}, and so to every analysis.
 */
public interface ObservableProvider {

    /** Kinds of observables, of names that are not yet taken. */
    List<ObservableType> types();
}
