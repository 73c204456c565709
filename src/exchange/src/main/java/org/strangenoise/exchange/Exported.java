package org.strangenoise.exchange;

import java.util.List;

/**
 * A circuit or its noise in another tool's format.
 *
 * @param text the file's content
 * @param remarks what the format could not say and the file therefore lacks, one sentence each; also in its comments
 *     where the format has any
 */
public record Exported(String text, List<String> remarks) {

    public Exported {
        remarks = List.copyOf(remarks);
    }
}
