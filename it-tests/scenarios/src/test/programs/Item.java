/** What scenes hand about: an object without references. */
public class Item {
  /** Its count when nothing but locals held it. */
  public int bare;
}
