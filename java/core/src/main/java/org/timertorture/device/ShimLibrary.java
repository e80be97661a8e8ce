// SPDX-License-Identifier: Apache-2.0
package org.timertorture.device;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** The library {@code libtimertorture} as {@code tt_shim.h} declares it. Negative return values are {@code -errno}. */
public interface ShimLibrary extends Library {

    /** Returns the {@code TT_ABI} that the library was built with. */
    int tt_abi();

    int tt_open(String path);

    int tt_ioctl(int fd, int nr, Pointer buf, int size);

    int tt_read(int fd, Pointer buf, int size, int timeoutMillis);

    int tt_close(int fd);

    int tt_layout_count();

    /** Returns a {@code struct tt_layout_row}, or null after the last one. */
    Pointer tt_layout(int row);

    /**
     * A row of the table of layouts.
     *
     * @param structName name in the header, without {@code struct}
     * @param fieldName name of the field; empty for the struct as a whole
     * @param offset offset in bytes
     * @param size size in bytes, of the whole array if the field is one
     */
    record Row(String structName, String fieldName, int offset, int size) {

        private static Row at(Pointer row) {
            long numbers = 2L * Native.POINTER_SIZE;
            return new Row(
                    text(row.getPointer(0)),
                    text(row.getPointer(Native.POINTER_SIZE)),
                    row.getInt(numbers),
                    row.getInt(numbers + Integer.BYTES));
        }

        private static String text(Pointer chars) {
            return chars.getString(0, StandardCharsets.US_ASCII.name());
        }
    }

    /**
     * Returns the uapi's structs and fields as the C compiler lays them out. A struct precedes its fields.
     *
     * @throws IOException if the library cannot be loaded
     */
    static List<Row> layout() throws IOException {
        ShimLibrary shim = load();
        return IntStream.range(0, shim.tt_layout_count())
                .mapToObj(i -> Row.at(shim.tt_layout(i)))
                .toList();
    }

    /**
     * Returns the library, which is a resource on the class path. It is loaded only once.
     *
     * @throws IOException if there is none for this machine, or if it cannot be loaded
     */
    static ShimLibrary load() throws IOException {
        return Loader.load();
    }

    /** Holds the loaded library. */
    final class Loader {
        private static ShimLibrary loaded;

        private Loader() {}

        private static synchronized ShimLibrary load() throws IOException {
            if (loaded == null) {
                try {
                    // The library is loaded by its path. A load by its name would prefer a library found on
                    // LD_LIBRARY_PATH.
                    String path = Native.extractFromResourcePath("timertorture", Loader.class.getClassLoader())
                            .getPath();
                    loaded = Native.load(path, ShimLibrary.class);
                } catch (IOException | UnsatisfiedLinkError e) {
                    throw new IOException("libtimertorture does not load: " + e.getMessage(), e);
                }
            }
            return loaded;
        }
    }
}
