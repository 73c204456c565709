package org.strangenoise.studies.tasks;

/** Hears how far the tasks of a study are. */
public interface TaskProgress {

    /** Hears nothing. */
    TaskProgress NONE = new TaskProgress() {
        @Override
        public void round(int tasks, double seconds) {}

        @Override
        public void done(double seconds, boolean foundBefore) {}
    };

    /**
     * A round begins.
     *
     * @param tasks how many it has
     * @param seconds of one processor that they take, as predicted
     */
    void round(int tasks, double seconds);

    /**
     * A task is done.
     *
     * @param seconds as predicted
     * @param foundBefore true if the journal had all its rows
     */
    void done(double seconds, boolean foundBefore);
}
