package org.strangenoise.strange;

import java.util.Map;
import org.redfx.strange.Complex;
import org.redfx.strange.Qubit;
import org.redfx.strange.Result;

/** The result of a run that failed on a thread of its own: whoever asks it for anything gets the failure. */
final class FailedResult extends Result {

    private final Throwable cause;

    FailedResult(Throwable cause) {
        super(1, 1);
        this.cause = cause;
    }

    private IllegalStateException failure() {
        return new IllegalStateException("the Program has no result: " + cause, cause);
    }

    @Override
    public Qubit[] getQubits() {
        throw failure();
    }

    @Override
    public Map<Integer, Qubit[]> getIntermediateQubits() {
        throw failure();
    }

    @Override
    public Complex[] getProbability() {
        throw failure();
    }

    @Override
    public Complex[] getIntermediateProbability(int step) {
        throw failure();
    }

    @Override
    public void measureSystem() {
        throw failure();
    }

    @Override
    public int getMeasuredProbability() {
        throw failure();
    }

    @Override
    public void printInfo() {
        throw failure();
    }

    @Override
    public String toString() {
        return "no result: " + cause;
    }
}
