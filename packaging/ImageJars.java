import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * {@code java ImageJars.java LIB NATIVE JDK JAR...}: copies jars into an image so that its programs start fast and small.
 *
 * <ul>
 *   <li>Entries are stored, not deflated: the archive around the image compresses better, and nothing is inflated at a start.
 *   <li>Signatures of jars go. The JVM archives no class of a signed jar, and checks its certificates and digests at each
 *       start; what vouches for the image is the checksum of its archive.
 *   <li>Native libraries for this machine go to NATIVE, where {@code java.library.path} points, so that none is unpacked
 *       into /tmp at each start; those for other machines go.
 * </ul>
 *
 * <p>The same jars give the same bytes.
 */
final class ImageJars {
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);
  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
  private static final int ELF_MACHINE = 18;

  private final Path natives;
  private final int machine;

  private ImageJars(Path natives, int machine) {
    this.natives = natives;
    this.machine = machine;
  }

  public static void main(String[] arguments) throws IOException {
    Path lib = Path.of(arguments[0]);
    Path natives = Path.of(arguments[1]);
    int machine = machine(Files.readAllBytes(Path.of(arguments[2]).resolve("lib/server/libjvm.so")));
    Files.createDirectories(natives);
    var jars = new ImageJars(natives, machine);
    // The programs share most of their jars, and name each.
    Set<Path> copied = new HashSet<>();
    for (String jar : List.of(arguments).subList(3, arguments.length)) {
      Path from = Path.of(jar);
      if (copied.add(from.getFileName())) {
        jars.copy(from, lib.resolve(from.getFileName()));
      }
    }
  }

  private void copy(Path from, Path to) throws IOException {
    boolean signed = signed(from);
    try (var in = new ZipInputStream(new BufferedInputStream(Files.newInputStream(from)));
        var out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(to)))) {
      out.setMethod(ZipOutputStream.STORED);
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String name = entry.getName();
        byte[] bytes = in.readAllBytes();
        if (isSignature(name)) {
          continue;
        }
        if (name.endsWith(".so")) {
          unpack(name, bytes);
          continue;
        }
        if (signed && name.equals("META-INF/MANIFEST.MF")) {
          bytes = withoutDigests(bytes);
        }
        store(out, name, bytes);
      }
    }
  }

  private void unpack(String name, byte[] library) throws IOException {
    // An image is for glibc: RocksDB brings builds for musl beside them.
    if (machine(library) == machine && !name.contains("musl")) {
      Files.write(natives.resolve(name.substring(name.lastIndexOf('/') + 1)), library);
    }
  }

  private static void store(ZipOutputStream out, String name, byte[] bytes) throws IOException {
    var entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    entry.setSize(bytes.length);
    entry.setCompressedSize(bytes.length);
    var crc = new CRC32();
    crc.update(bytes);
    entry.setCrc(crc.getValue());
    out.putNextEntry(entry);
    out.write(bytes);
    out.closeEntry();
  }

  private static boolean signed(Path jar) throws IOException {
    try (var files = new java.util.zip.ZipFile(jar.toFile()); Stream<? extends ZipEntry> entries = files.stream()) {
      return entries.map(ZipEntry::getName).anyMatch(ImageJars::isSignature);
    }
  }

  private static boolean isSignature(String name) {
    return name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
  }

  /** The manifest's main section: the others hold the digests that signatures cover. */
  private static byte[] withoutDigests(byte[] manifest) throws IOException {
    var kept = new Manifest(new ByteArrayInputStream(manifest));
    kept.getEntries().clear();
    var bytes = new ByteArrayOutputStream();
    kept.write(bytes);
    return bytes.toByteArray();
  }

  /** The machine that an ELF file is for, by its header's e_machine. */
  private static int machine(byte[] file) throws IOException {
    if (file.length <= ELF_MACHINE + 1 || !List.of(file[0], file[1], file[2], file[3]).equals(List.of(ELF[0], ELF[1], ELF[2], ELF[3]))) {
      throw new IOException("not an ELF file");
    }
    return file[ELF_MACHINE] & 0xff | (file[ELF_MACHINE + 1] & 0xff) << 8;
  }
}
