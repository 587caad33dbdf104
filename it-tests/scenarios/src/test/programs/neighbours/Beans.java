import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.module.blackbird.BlackbirdModule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** Beans whose getters, setters and creators Jackson calls through lambdas that it makes. */
public final class Beans {
  private Beans() {}

  public static void main(String[] arguments) throws Exception {
    CRC32 crc = new CRC32();
    long length = 0;
    for (int mapperNumber = 0; mapperNumber < 3; mapperNumber++) {
      ObjectMapper mapper =
          new ObjectMapper()
              .registerModule(new BlackbirdModule())
              .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
      for (int i = 0; i < 300; i++) {
        String json = mapper.writeValueAsString(order(i));
        Order read = mapper.readValue(json, Order.class);
        String again = mapper.writeValueAsString(read);
        if (!again.equals(json)) {
          throw new IllegalStateException(json + " " + again);
        }
        crc.update(again.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        length += again.length();
      }
    }
    System.out.println("CHECK " + length + " " + Long.toHexString(crc.getValue()));
  }

  private static Order order(int number) {
    Order order = new Order();
    order.setNumber(number);
    order.setName("order " + number);
    order.setPaid(number % 2 == 0);
    order.setTotal(number * 1L);
    List<Item> items = new ArrayList<>();
    Map<String, Item> byName = new LinkedHashMap<>();
    for (int i = 0; i < number % 5; i++) {
      Item item = new Item("item " + i, i);
      items.add(item);
      byName.put("k" + i, item);
    }
    order.setItems(items);
    order.setByName(byName);
    return order;
  }

  public static class Order {
    private int number;
    private String name;
    private boolean paid;
    private long total;
    private List<Item> items;
    private Map<String, Item> byName;

    public int getNumber() {
      return number;
    }

    public void setNumber(int number) {
      this.number = number;
    }

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }

    public boolean isPaid() {
      return paid;
    }

    public void setPaid(boolean paid) {
      this.paid = paid;
    }

    public long getTotal() {
      return total;
    }

    public void setTotal(long total) {
      this.total = total;
    }

    public List<Item> getItems() {
      return items;
    }

    public void setItems(List<Item> items) {
      this.items = items;
    }

    public Map<String, Item> getByName() {
      return byName;
    }

    public void setByName(Map<String, Item> byName) {
      this.byName = byName;
    }
  }

  public record Item(String name, int count) {}
}
