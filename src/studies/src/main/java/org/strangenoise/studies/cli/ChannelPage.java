package org.strangenoise.studies.cli;

import java.util.List;
import org.strangenoise.channel.ChannelParameter;
import org.strangenoise.channel.ChannelType;

/** The registry of channels as Markdown: what {@code channels} prints and the site's page holds. */
final class ChannelPage {

    private ChannelPage() {}

    static String text(List<ChannelType> types) {
        StringBuilder page = new StringBuilder();
        page.append("# Channels\n\n")
                .append("Every kind of noise the library knows. Those listed under `channels:` of a device file are")
                .append(" attached to operations by name; the others have keys of their own.\n");
        for (ChannelType type : types) {
            page.append("\n## ").append(type.name()).append("\n\n");
            page.append(type.documentation()).append("\n\n");
            page.append("    ").append(type.formula()).append("\n\n");
            if (type.semigroup()) {
                page.append("Acting for t1, then t2, is acting for t1 + t2. ");
            }
            page.append(
                    type.attachment() == ChannelType.Attachment.OPERATION
                            ? "Listed under `channels:`.\n\n"
                            : "Has a key of its own.\n\n");
            for (ChannelParameter parameter : type.parameters()) {
                page.append("- `")
                        .append(parameter.name())
                        .append("`: ")
                        .append(parameter.documentation())
                        .append(" (")
                        .append(unit(parameter.kind()))
                        .append(parameter
                                .fallback()
                                .map(value -> "; default " + (value == 0 ? "0" : value.toString()))
                                .orElse(""))
                        .append(")\n");
            }
            page.append("\nSource: ").append(type.source()).append(".\n");
        }
        return page.toString();
    }

    private static String unit(ChannelParameter.Kind kind) {
        return switch (kind) {
            case PROBABILITY -> "0 to 1";
            case TIME, DURATION -> "a time with unit, such as `10 us`";
            case FREQUENCY -> "a frequency with unit, such as `0.13 MHz`";
            case ANGLE -> "an angle: radians, `pi/2`, `30 deg`";
            case NUMBER -> "a number";
            case AXIS -> "x, y or z";
            case OPERATORS -> "a list of square matrices, each a list of rows";
        };
    }
}
