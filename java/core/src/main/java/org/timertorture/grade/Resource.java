// SPDX-License-Identifier: Apache-2.0
package org.timertorture.grade;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads YAML files that ship with the tool. Tests check that they are valid. */
public final class Resource {
    static final ObjectMapper MAPPER = new ObjectMapper(new YAMLFactory());

    private Resource() {}

    /** Reads one file. */
    public static <T> T read(String path, Class<T> as) {
        try (InputStream in = Resource.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the class path lacks " + path);
            }
            return MAPPER.readValue(in, as);
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": " + e.getMessage(), e);
        }
    }
}
