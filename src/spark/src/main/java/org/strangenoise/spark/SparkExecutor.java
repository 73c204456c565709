package org.strangenoise.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.cli.Main;
import org.strangenoise.studies.cli.StudyRun;
import org.strangenoise.studies.tasks.Journal;
import org.strangenoise.studies.tasks.RowJson;
import org.strangenoise.studies.tasks.Task;
import org.strangenoise.studies.tasks.TaskExecutor;
import scala.Function1;
import scala.Function2;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Finds rows on a cluster: takes those that a journal or a table has, sends the gaps out in batches, and adds what
 * comes back to the journal as it comes; rows of large tables executors write themselves. Spark runs a batch again
 * whose executor is lost, or slow, and gives each of them back once.
 */
final class SparkExecutor implements TaskExecutor {

    private final Cluster cluster;
    private final StudyRun.Work work;
    private final Journal journal;
    private final TaskExecutor.Progress progress;

    SparkExecutor(Cluster cluster, StudyRun.Work work, Journal journal, TaskExecutor.Progress progress) {
        this.cluster = cluster;
        this.work = work;
        this.journal = journal;
        this.progress = progress;
    }

    @Override
    public <S> List<S> round(String id, PreparedAnalysis<S, ?> analysis, int to, List<S> complete, TaskWatch watch) {
        List<Task> tasks = Task.of(id, analysis, complete.size(), to);
        progress.round(tasks.size(), (to - complete.size()) * analysis.secondsPerSample());
        Round<S> round = new Round<>(analysis, tasks);
        Optional<ParquetRows> table = cluster.table(work, id, to - complete.size());
        table.ifPresent(known -> known.read(round::take, cluster::warnOfLoss));
        round.open();
        if (!round.gaps.isEmpty()) {
            table.ifPresentOrElse(
                    rows -> find(id, round, complete, rows, watch), () -> find(id, round, complete, watch));
        }
        return round.all.stream().flatMap(task -> task.rows().stream()).toList();
    }

    /** The rows of a round's tasks as they become known. */
    private final class Round<S> {

        private final PreparedAnalysis<S, ?> analysis;
        private final List<Task> tasks;
        private final List<Task.Rows<S>> all = new ArrayList<>();
        private final List<Task> gaps = new ArrayList<>();
        private final List<Integer> owners = new ArrayList<>();
        private final Map<Integer, Integer> open = new HashMap<>();
        private final TreeMap<Integer, Integer> taskOf = new TreeMap<>();

        /** Takes what the journal has. */
        Round(PreparedAnalysis<S, ?> analysis, List<Task> tasks) {
            this.analysis = analysis;
            this.tasks = tasks;
            for (int k = 0; k < tasks.size(); k++) {
                all.add(Task.Rows.of(journal, tasks.get(k), analysis.rowType()));
                taskOf.put(tasks.get(k).from(), k);
            }
        }

        /** Takes a row of a table; one of another round is none of this one's. */
        void take(int sample, String line) {
            Map.Entry<Integer, Integer> task = taskOf.floorEntry(sample);
            if (task != null && sample < tasks.get(task.getValue()).to()) {
                String id = tasks.get(task.getValue()).analysis();
                all.get(task.getValue())
                        .fill(new Task(id, sample, sample + 1), List.of(RowJson.row(line, analysis.rowType())));
            }
        }

        /** Counts what is missing. */
        void open() {
            for (int k = 0; k < tasks.size(); k++) {
                List<Task> own = all.get(k).gaps();
                gaps.addAll(own);
                for (int gap = 0; gap < own.size(); gap++) {
                    owners.add(k);
                }
                open.put(k, own.size());
                if (own.isEmpty()) {
                    progress.done(seconds(k), true);
                }
            }
        }

        private double seconds(int task) {
            return tasks.get(task).samples() * analysis.secondsPerSample();
        }

        /** Takes the rows of a gap, into the journal first. */
        void fill(int gap, List<String> lines) {
            Task samples = gaps.get(gap);
            journal.addLines(samples.analysis(), samples.from(), lines, false);
            all.get(owners.get(gap))
                    .fill(
                            samples,
                            lines.stream()
                                    .map(line -> RowJson.row(line, analysis.rowType()))
                                    .toList());
            closeGap(gap);
        }

        private void closeGap(int gap) {
            int owner = owners.get(gap);
            if (open.merge(owner, -1, Integer::sum) == 0) {
                progress.done(seconds(owner), false);
            }
        }

        /** Some gaps whose rows a table was given. */
        void close(int begin, int end, String place) {
            for (int gap = begin; gap < end; gap++) {
                Task samples = gaps.get(gap);
                boolean lacks = all.get(owners.get(gap)).gaps().stream()
                        .anyMatch(open -> open.from() < samples.to() && samples.from() < open.to());
                if (lacks) {
                    throw new Main.RefusedException(
                            "the table " + place + " lacks rows that executors have written: --parquet"
                                    + " must name a folder that this machine sees as they do");
                }
                closeGap(gap);
            }
        }
    }

    /** What came back of a batch, by its number. */
    private record Arrival(int batch, TaskBatch.Found found) {}

    /** Finds the gaps of a round portion by portion, each by way of a table. */
    private <S> void find(String id, Round<S> round, List<S> complete, ParquetRows table, TaskWatch watch) {
        JavaSparkContext context = cluster.context(work.study().name());
        int cores = context.defaultParallelism();
        Broadcast<List<String>> before = context.broadcast(lines(complete));
        try {
            BatchFunction function = function(id, before);
            for (int begin = 0; begin < round.gaps.size(); ) {
                int end = begin;
                for (int samples = 0;
                        end < round.gaps.size()
                                && samples < table.portion()
                                && end - begin < ParquetRows.PORTION_TASKS * cores;
                        end++) {
                    samples += round.gaps.get(end).samples();
                }
                List<Task> portion = round.gaps.subList(begin, end);
                List<TaskBatch> batches = TaskBatch.of(portion, cores);
                JavaRDD<TaskBatch> sent = context.parallelize(batches, batches.size());
                cluster.await(
                        () -> table.add(
                                sent,
                                function,
                                portion.get(0).from(),
                                portion.get(portion.size() - 1).to(),
                                round::take),
                        watch);
                round.close(begin, end, table.place());
                begin = end;
            }
        } finally {
            before.destroy();
        }
    }

    private static List<String> lines(List<?> rows) {
        return new ArrayList<>(rows.stream().map(RowJson::line).toList());
    }

    private BatchFunction function(String id, Broadcast<List<String>> before) {
        return new BatchFunction(
                cluster.study(work), before, id, work.subject().part(id).key());
    }

    private <S> void find(String id, Round<S> round, List<S> complete, TaskWatch watch) {
        JavaSparkContext context = cluster.context(work.study().name());
        List<TaskBatch> batches = TaskBatch.of(round.gaps, context.defaultParallelism());
        int[] firstGap = new int[batches.size()];
        for (int k = 1; k < firstGap.length; k++) {
            firstGap[k] = firstGap[k - 1] + batches.get(k - 1).size();
        }
        Broadcast<List<String>> before = context.broadcast(lines(complete));
        BatchFunction function = function(id, before);
        LinkedBlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
        SimpleFutureAction<BoxedUnit> job = submit(
                context,
                context.parallelize(batches, batches.size()).map(function).rdd(),
                batches.size(),
                arrivals);
        try {
            for (int waiting = batches.size(); waiting > 0; waiting--) {
                Arrival arrival = next(arrivals, job, watch);
                if (!arrival.found().refusal().isEmpty()) {
                    throw new Main.RefusedException(
                            String.join("\n", arrival.found().refusal()));
                }
                take(
                        round,
                        firstGap[arrival.batch()],
                        batches.get(arrival.batch()),
                        arrival.found().rows());
            }
        } finally {
            if (!job.isCompleted()) {
                job.cancel();
            }
            before.destroy();
        }
    }

    private static <S> void take(Round<S> round, int firstGap, TaskBatch batch, List<String> rows) {
        int begin = 0;
        for (int k = 0; k < batch.size(); k++) {
            int end = begin + batch.to()[k] - batch.from()[k];
            round.fill(firstGap + k, rows.subList(begin, end));
            begin = end;
        }
    }

    /** Waits for a batch. */
    private Arrival next(LinkedBlockingQueue<Arrival> arrivals, SimpleFutureAction<?> job, TaskWatch watch) {
        try {
            while (true) {
                boolean over = job.isCompleted();
                Arrival arrival = arrivals.poll(over ? 0 : 200, TimeUnit.MILLISECONDS);
                if (arrival != null) {
                    return arrival;
                }
                if (over) {
                    throw cluster.failure(job);
                }
                watch.throwIfCancelled();
                cluster.warnIfWithoutWorkers();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("nobody interrupts a run", e);
        }
    }

    private static SimpleFutureAction<BoxedUnit> submit(
            JavaSparkContext context, RDD<TaskBatch.Found> rows, int batches, LinkedBlockingQueue<Arrival> arrivals) {
        List<Object> partitions =
                new ArrayList<>(IntStream.range(0, batches).boxed().toList());
        Function1<scala.collection.Iterator<TaskBatch.Found>, TaskBatch.Found> one = new OnlyElement();
        // Heard by the driver, once a batch: Spark drops what a second run of it finds.
        Function2<Object, TaskBatch.Found, BoxedUnit> arrived = new AbstractFunction2<>() {
            @Override
            public BoxedUnit apply(Object batch, TaskBatch.Found found) {
                arrivals.add(new Arrival((Integer) batch, found));
                return BoxedUnit.UNIT;
            }
        };
        return context.sc()
                .submitJob(
                        rows,
                        one,
                        CollectionConverters.asScala(partitions).toSeq(),
                        arrived,
                        new AbstractFunction0<BoxedUnit>() {
                            @Override
                            public BoxedUnit apply() {
                                return BoxedUnit.UNIT;
                            }
                        });
    }

    /** A partition holds one batch. */
    private static final class OnlyElement
            extends AbstractFunction1<scala.collection.Iterator<TaskBatch.Found>, TaskBatch.Found>
            implements java.io.Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public TaskBatch.Found apply(scala.collection.Iterator<TaskBatch.Found> found) {
            return found.next();
        }
    }
}
