package org.strangenoise.studies.config;

import java.util.Optional;
import org.strangenoise.yaml.InputFile;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.YamlNode;

/** Makes located nodes of a file's content, or records what is wrong with it. */
@FunctionalInterface
public interface DocumentParser {

    /** The document of a file; empty if there is none to go on with. */
    Optional<YamlNode> parse(InputFile file, Problems problems);
}
