package org.strangenoise.studies.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.strangenoise.yaml.InputFile;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.YamlNode;

/**
 * Documents of files, kept for whoever reads the same bytes under the same name again; those with problems are parsed
 * each time, so that each time the problems are told. The longest unused go first.
 */
public final class ParsedFiles {

    /** Makes located nodes of a file's content, or records what is wrong with it. */
    @FunctionalInterface
    public interface Parser {

        /** The document of a file; empty if there is none to go on with. */
        Optional<YamlNode> parse(InputFile file, Problems problems);
    }

    private record Key(String name, String sha256, Parser parser) {}

    private record Document(YamlNode root, long bytes) {}

    private final int mostDocuments;
    private final long most;
    private final Map<Key, Document> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long held;

    /**
     * @param mostDocuments that are kept
     * @param most bytes of all files whose documents are kept
     */
    public ParsedFiles(int mostDocuments, long most) {
        this.mostDocuments = mostDocuments;
        this.most = most;
    }

    /** The document of a file as a parser makes it. */
    public synchronized Optional<YamlNode> parse(InputFile file, Parser parser, Problems problems) {
        Key key = new Key(file.name(), file.sha256(), parser);
        Document known = kept.get(key);
        if (known != null) {
            return Optional.of(known.root());
        }
        Problems own = new Problems();
        Optional<YamlNode> root = parser.parse(file, own);
        own.all().forEach(problems::add);
        if (root.isPresent() && own.all().isEmpty()) {
            keep(key, new Document(root.get(), file.size()));
        }
        return root;
    }

    private void keep(Key key, Document document) {
        if (document.bytes() > most) {
            return;
        }
        kept.put(key, document);
        held += document.bytes();
        var oldest = kept.entrySet().iterator();
        while (held > most || kept.size() > mostDocuments) {
            held -= oldest.next().getValue().bytes();
            oldest.remove();
        }
    }
}
