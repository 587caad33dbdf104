import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** Decodes compressed histograms. HdrHistogram 2.1.8 never ends the Inflater; 2.1.9 does. */
public class Histograms {
  public static void main(String[] arguments) throws DataFormatException {
    Histogram histogram = new Histogram(3_600_000L, 2);
    for (int i = 0; i < 1000; i++) {
      histogram.recordValue(i * 7L);
    }
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    long sum = 0;
    for (int i = 0; i < 4000; i++) {
      sum += roundTrip(histogram, buffer).getTotalCount();
    }
    System.out.println("sum=" + sum);
    System.out.println("DONE Histograms " + arguments[0] + " n=4000");
    System.exit(0);
  }

  static Histogram roundTrip(Histogram histogram, ByteBuffer buffer) throws DataFormatException {
    buffer.clear();
    histogram.encodeIntoCompressedByteBuffer(buffer);
    buffer.flip();
    return Histogram.decodeFromCompressedByteBuffer(buffer, 0);
  }
}
