// SPDX-License-Identifier: Apache-2.0
package org.timertorture.device;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** {@code libtimertorture} as {@code tt_shim.h} declares it. Negative returns are {@code -errno}. */
public interface ShimLibrary extends Library {

    /** {@code TT_ABI} that the library was built with. */
    int tt_abi();

    int tt_open(String path);

    int tt_ioctl(int fd, int nr, Pointer buf, int size);

    int tt_read(int fd, Pointer buf, int size, int timeoutMillis);

    int tt_close(int fd);

    int tt_layout_count();

    /** A {@code struct tt_layout_row}, or null past the last one. */
    Pointer tt_layout(int row);

    /**
     * A row of the table of layouts.
     *
     * @param structName as in the header, without {@code struct}
     * @param fieldName empty for the struct as a whole
     * @param offset in bytes
     * @param size in bytes, of the whole array if the field is one
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
     * The uapi's structs and their fields as the C compiler lays them out; a struct comes before its fields.
     *
     * @throws IOException if the library does not load
     */
    static List<Row> layout() throws IOException {
        ShimLibrary shim = load();
        return IntStream.range(0, shim.tt_layout_count())
                .mapToObj(i -> Row.at(shim.tt_layout(i)))
                .toList();
    }

    /**
     * The library, which is a resource of the class path. Loaded once.
     *
     * @throws IOException if there is none for this machine, or it does not load
     */
    static ShimLibrary load() throws IOException {
        return Loader.load();
    }

    /** Keeps the library. */
    final class Loader {
        private static ShimLibrary loaded;

        private Loader() {}

        private static synchronized ShimLibrary load() throws IOException {
            if (loaded == null) {
                try {
                    // By its path: by its name, one that lies about on LD_LIBRARY_PATH would be taken instead.
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
