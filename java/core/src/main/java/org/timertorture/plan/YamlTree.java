// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one YAML document into nodes that know their lines. */
final class YamlTree {
    private final String source;
    private final YAMLParser parser;

    private YamlTree(String source, YAMLParser parser) {
        this.source = source;
        this.parser = parser;
    }

    /**
     * Reads the document.
     *
     * @param source the file's name, for messages
     * @throws PlanException if the text is no YAML, is empty, or has several documents; the message has the line
     */
    static YamlNode read(String source, Reader reader) throws IOException, PlanException {
        try (YAMLParser parser = new YAMLFactory().createParser(reader)) {
            YamlTree tree = new YamlTree(source, parser);
            if (parser.nextToken() == null) {
                throw new PlanException(source + ": line 1: expected a plan, found nothing");
            }
            YamlNode root = tree.node();
            if (parser.nextToken() != null) {
                throw new PlanException(source + ": line " + tree.line() + ": expected one document, found another");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw new PlanException(source + ": line " + line(e) + ": expected YAML: " + problem(e), e);
        }
    }

    private YamlNode node() throws IOException, PlanException {
        int line = line();
        if (parser.isCurrentAlias()) {
            throw new PlanException(source + ": line " + line + ": aliases (*" + parser.getText()
                    + ") are not supported, write the value out");
        }
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return mapping(line);
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            return sequence(line);
        }
        String text = parser.getText();
        return new YamlNode.Scalar(line, text == null ? "" : text);
    }

    private YamlNode mapping(int line) throws IOException, PlanException {
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            int fieldLine = line();
            parser.nextToken();
            if (entries.put(field, new YamlNode.Entry(fieldLine, node())) != null) {
                throw new PlanException(source + ": line " + fieldLine + ": " + field + " is given twice");
            }
        }
        return new YamlNode.Mapping(line, entries);
    }

    private YamlNode sequence(int line) throws IOException, PlanException {
        List<YamlNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node());
        }
        return new YamlNode.Sequence(line, items);
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private static int line(JsonProcessingException e) {
        return e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
    }

    /**
     * Returns the parser's complaint. The parser puts the context before it, and prints each place in indented lines.
     */
    private static String problem(JsonProcessingException e) {
        return e.getOriginalMessage()
                .lines()
                .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                .reduce((reading, problem) -> problem)
                .orElse("unreadable");
    }
}
