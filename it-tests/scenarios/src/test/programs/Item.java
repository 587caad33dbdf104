/** What scenes hand about: an object without references. */
class Item {
  /** Its count when nothing but locals held it. */
  int bare;
}
