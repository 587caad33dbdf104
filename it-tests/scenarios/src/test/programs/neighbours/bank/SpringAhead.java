package bank;

import java.nio.file.Path;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.FileSystemGeneratedFiles;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.javapoet.ClassName;

/**
 * The context of {@link SpringProxies}'s configuration, made ahead of time: first the sources and
 * the proxies' class files are written, then it runs from them.
 */
public final class SpringAhead {
  private SpringAhead() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("generate")) {
      generate(Path.of(arguments[1]));
    } else {
      run(arguments[1]);
    }
  }

  private static void generate(Path directory) {
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context.register(SpringProxies.Config.class);
    DefaultGenerationContext generation =
        new DefaultGenerationContext(
            new ClassNameGenerator(ClassName.get(SpringAhead.class)),
            new FileSystemGeneratedFiles(kind -> directory.resolve(kind.name())));
    ClassName initializer =
        new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
    generation.writeGeneratedContent();
    System.out.println(initializer.reflectionName());
  }

  @SuppressWarnings("unchecked")
  private static void run(String initializer) throws Exception {
    GenericApplicationContext context = new GenericApplicationContext();
    ((ApplicationContextInitializer<GenericApplicationContext>)
            Class.forName(initializer).getDeclaredConstructor().newInstance())
        .initialize(context);
    context.refresh();
    SpringProxies.Accounts accounts = context.getBean(SpringProxies.Accounts.class);
    int sum = 0;
    for (int i = 0; i < 500; i++) {
      sum += accounts.transfer("a" + i, i).amount() + accounts.lookUp("b" + i % 7).length();
    }
    boolean isSame = context.getBean(SpringProxies.Config.class).accounts() == accounts;
    System.out.println("CHECK " + sum + isSame + accounts.getClass().getName().contains("$$"));
    context.close();
  }
}
