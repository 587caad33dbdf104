import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.bytecode.enhance.spi.DefaultEnhancementContext;
import org.hibernate.bytecode.enhance.spi.Enhancer;
import org.hibernate.bytecode.internal.bytebuddy.BytecodeProviderImpl;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.ManagedEntity;

/**
 * Objects in a database in memory: as they are, with proxies that Byte Buddy makes; and enhanced by
 * Byte Buddy while their classes are loaded.
 */
public final class Stored {
  private static final Logger HIBERNATE = Logger.getLogger("org.hibernate");

  private Stored() {}

  public static void main(String[] arguments) throws Exception {
    HIBERNATE.setLevel(Level.OFF);
    String plain = Work.run("plain");
    ClassLoader enhancing = new EnhancingLoader();
    Thread.currentThread().setContextClassLoader(enhancing);
    Object enhanced =
        enhancing.loadClass("Stored$Work").getMethod("run", String.class).invoke(null, "enhanced");
    System.out.println("CHECK " + plain + " | " + enhanced);
  }

  /** What is done to the database. */
  public static final class Work {
    private static final int AUTHORS = 20;

    private Work() {}

    public static String run(String database) {
      Configuration configuration =
          new Configuration(
                  new BootstrapServiceRegistryBuilder()
                      .applyClassLoader(Work.class.getClassLoader())
                      .build())
              .addAnnotatedClass(Author.class)
              .addAnnotatedClass(Book.class)
              .setProperty("hibernate.connection.url", "jdbc:h2:mem:" + database)
              .setProperty("hibernate.hbm2ddl.auto", "create-drop");
      try (SessionFactory factory = configuration.buildSessionFactory()) {
        factory.inTransaction(Work::write);
        StringBuilder result = new StringBuilder();
        for (int round = 0; round < 5; round++) {
          result.append(factory.fromTransaction(Work::read)).append(' ');
        }
        return result
            + (ManagedEntity.class.isAssignableFrom(Book.class) ? "managed " : "proxied ")
            + factory.fromTransaction(session -> count(session));
      }
    }

    private static void write(Session session) {
      for (int i = 0; i < AUTHORS; i++) {
        Author author = new Author("author " + i);
        for (int n = 0; n < i % 4; n++) {
          author.add(new Book("book " + n + " of " + i));
        }
        session.persist(author);
      }
    }

    private static String read(Session session) {
      int letters = 0;
      int proxies = 0;
      List<Book> books =
          session.createQuery("from Stored$Book b order by b.id", Book.class).getResultList();
      for (Book book : books) {
        proxies += Hibernate.isInitialized(book.author()) ? 0 : 1;
        letters += book.author().name().length();
        book.retitle(book.title() + "!");
      }
      Author first = session.getReference(Author.class, books.get(0).author().id());
      return books.size() + " " + letters + " " + (proxies > 0) + " " + first.titles();
    }

    private static long count(Session session) {
      return session
          .createQuery("select sum(length(b.title)) from Stored$Book b", Long.class)
          .getSingleResult();
    }
  }

  @Entity
  public static class Author {
    @Id @GeneratedValue private Long id;
    private String name;

    @OneToMany(mappedBy = "author", cascade = CascadeType.ALL)
    private List<Book> books = new ArrayList<>();

    protected Author() {}

    Author(String name) {
      this.name = name;
    }

    void add(Book book) {
      book.setAuthor(this);
      books.add(book);
    }

    Long id() {
      return id;
    }

    public String name() {
      return name;
    }

    public List<String> titles() {
      return books.stream().map(Book::title).sorted().toList();
    }
  }

  @Entity
  public static class Book {
    @Id @GeneratedValue private Long id;
    private String title;

    @ManyToOne(fetch = FetchType.LAZY)
    private Author author;

    protected Book() {}

    Book(String title) {
      this.title = title;
    }

    void setAuthor(Author author) {
      this.author = author;
    }

    public Author author() {
      return author;
    }

    public String title() {
      return title;
    }

    public void retitle(String to) {
      title = to;
    }
  }

  /** Defines the classes of this program anew, entities enhanced. */
  private static final class EnhancingLoader extends ClassLoader {
    private final Enhancer enhancer =
        new BytecodeProviderImpl()
            .getEnhancer(
                new DefaultEnhancementContext() {
                  @Override
                  public ClassLoader getLoadingClassLoader() {
                    return EnhancingLoader.this;
                  }
                });

    EnhancingLoader() {
      super(Stored.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
          return loaded;
        }
        boolean isOwn = name.equals("Stored") || name.startsWith("Stored$");
        return isOwn ? define(name) : super.loadClass(name, resolve);
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getParent().getResourceAsStream(name + ".class")) {
        if (in == null) { // Byte Buddy asks before it makes one.
          throw new ClassNotFoundException(name);
        }
        byte[] plain = in.readAllBytes();
        byte[] enhanced = enhancer.enhance(name, plain);
        byte[] classFile = enhanced == null ? plain : enhanced;
        return defineClass(name, classFile, 0, classFile.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
