package io.refledger.report.hprof;

/** The numbers of the binary format, HPROF 1.0.2, as hprof_b_spec.h of the JDK has them. */
final class HprofFormat {
  static final String MAGIC = "JAVA PROFILE 1.0.2";

  /** Of identifiers, as in the dumps of a 64-bit JVM. */
  static final int ID_BYTES = 8;

  static final int STRING = 0x01;
  static final int LOAD_CLASS = 0x02;
  static final int STACK_FRAME = 0x04;
  static final int STACK_TRACE = 0x05;
  static final int START_THREAD = 0x0A;
  static final int HEAP_DUMP_SEGMENT = 0x1C;
  static final int HEAP_DUMP_END = 0x2C;

  static final int ROOT_STICKY_CLASS = 0x05;
  static final int ROOT_THREAD_OBJECT = 0x08;
  static final int ROOT_UNKNOWN = 0xFF;
  static final int CLASS_DUMP = 0x20;
  static final int INSTANCE_DUMP = 0x21;
  static final int OBJECT_ARRAY_DUMP = 0x22;
  static final int PRIMITIVE_ARRAY_DUMP = 0x23;

  static final int REFERENCE = 2;

  private static final String DESCRIPTORS = "ZCFDBSIJ";
  private static final int FIRST_PRIMITIVE = 4;
  private static final int[] BYTES_BY_PRIMITIVE = {1, 2, 4, 8, 1, 2, 4, 8};

  private HprofFormat() {}

  /** The type of a primitive, by its descriptor. */
  static int primitive(char descriptor) {
    return FIRST_PRIMITIVE + DESCRIPTORS.indexOf(descriptor);
  }

  /** The bytes of a value of a type in a dump. */
  static int bytesOf(int type) {
    return type == REFERENCE ? ID_BYTES : BYTES_BY_PRIMITIVE[type - FIRST_PRIMITIVE];
  }
}
