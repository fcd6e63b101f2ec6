import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Runs snippets in Java. {@code compile FOLDER FILES...} compiles each into a folder of its own; {@code run FOLDER} takes jobs as
 * lines of JSON on standard input, and says what came of each in a line.
 */
public final class Harness {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** The credentials that are handed out: the first ones, then those of a refresh. */
  private static final String[] TOKENS = {"first-token", "second-token"};

  /** Milliseconds between looks at the mock, and after all has happened. */
  private static final int LOOK = 20;
  private static final int MOMENT = 120;

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[1]);
    if (args[0].equals("compile")) {
      compile(folder, List.of(args).subList(2, args.length));
      return;
    }
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(JSON.writeValueAsString(new Run(JSON.readTree(line), folder).told()));
    }
    // Threads of connections that snippets left open do not hold the process.
    System.exit(0);
  }

  private static void compile(Path folder, List<String> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      for (String file : files) {
        Path target = Files.createDirectories(folder.resolve(nameOf(file)));
        StringWriter complaints = new StringWriter();
        List<String> options = List.of("-proc:none", "-d", target.toString());
        if (!compiler
            .getTask(complaints, manager, null, options, null, manager.getJavaFileObjects(file))
            .call()) {
          Files.writeString(target.resolve("complaints"), complaints.toString());
        }
      }
    }
  }

  private static String nameOf(String file) {
    return Path.of(file).getFileName().toString().replace(".java", "");
  }

  /** What the code of snippets calls instead of the system: a wait is noted and is over, and each run has its environment. */
  public static final class Stage {
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    public static void sleep(long milliseconds) {
      ((Loader) STACK.getCallerClass().getClassLoader()).run.waited(milliseconds / 1000.0);
    }

    public static Executor delayedExecutor(long delay, TimeUnit unit) {
      ((Loader) STACK.getCallerClass().getClassLoader()).run.waited(unit.toMicros(delay) / 1e6);
      return ForkJoinPool.commonPool();
    }

    public static String getenv(String name) {
      Run run = ((Loader) STACK.getCallerClass().getClassLoader()).run;
      return name.equals("API_URL") ? run.url : name.equals("API_TOKEN") ? TOKENS[0] : System.getenv(name);
    }
  }

  /** Loads the classes of a snippet anew for every run, with calls of the clock and of the environment led to the stage. */
  private static final class Loader extends ClassLoader {
    final Run run;

    Loader(Run run) {
      super(Harness.class.getClassLoader());
      this.run = run;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      try {
        ClassReader reader = new ClassReader(Files.readAllBytes(run.folder.resolve(name + ".class")));
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new Redirect(writer), 0);
        byte[] code = writer.toByteArray();
        return defineClass(name, code, 0, code.length);
      } catch (IOException error) {
        throw new ClassNotFoundException(name, error);
      }
    }
  }

  private static final class Redirect extends ClassVisitor {
    Redirect(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String type, String generic, String[] thrown) {
      return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, type, generic, thrown)) {
        @Override
        public void visitMethodInsn(int code, String owner, String called, String takes, boolean isInterface) {
          boolean isSleep = owner.equals("java/lang/Thread") && called.equals("sleep") && takes.equals("(J)V");
          boolean isGetenv =
              owner.equals("java/lang/System") && called.equals("getenv") && takes.startsWith("(Ljava");
          boolean isDelay =
              owner.equals("java/util/concurrent/CompletableFuture")
                  && called.equals("delayedExecutor")
                  && takes.startsWith("(JLjava/util/concurrent/TimeUnit;)");
          super.visitMethodInsn(code, isSleep || isGetenv || isDelay ? "Harness$Stage" : owner, called, takes, isInterface);
        }
      };
    }
  }

  /** One run of a snippet. */
  private static final class Run {
    final JsonNode job;
    final String url;
    final Path folder;
    final ObjectNode told = JSON.createObjectNode();
    final ArrayNode waits;
    final ArrayNode shown;
    final ArrayNode noted;
    final List<String> reported = new ArrayList<>();
    int refreshed;
    int asked;
    int moves;

    Run(JsonNode job, Path classes) {
      this.job = job;
      url = job.path("url").asText();
      folder = classes.resolve(nameOf(job.path("file").asText()));
      told.put("id", job.path("id").asText());
      waits = told.putArray("waits");
      shown = told.putArray("shown");
      noted = told.putArray("noted");
    }

    synchronized void waited(double seconds) {
      waits.add(seconds);
      moves++;
    }

    ObjectNode told() {
      try {
        call();
      } catch (InvocationTargetException error) {
        outcome("thrown", String.valueOf(error.getCause().getMessage()));
      } catch (Exception | LinkageError error) {
        outcome("thrown", error.toString());
      }
      synchronized (this) {
        return told.put("refreshed", refreshed).put("asked", asked).deepCopy();
      }
    }

    private void outcome(String kind, String said) {
      told.putObject("outcome").put("kind", kind).put("said", said);
    }

    private void call() throws Exception {
      Path complaints = folder.resolve("complaints");
      if (Files.exists(complaints)) {
        outcome("thrown", "it does not compile: " + Files.readString(complaints));
        return;
      }
      Method entry = entry();
      List<Object> given = new ArrayList<>();
      for (JsonNode one : job.path("takes")) {
        String kind = one.path("kind").asText();
        given.add(
            switch (kind) {
              case "value" -> one.path("value").asText();
              case "hooks" -> hooks(entry.getParameterTypes()[given.size()]);
              default -> argument(kind);
            });
      }
      Object result = entry.invoke(null, given.toArray());
      String transport = job.path("transport").asText();
      boolean connected = transport.equals("websocket") || transport.equals("socket.io");
      if (connected) {
        settle();
      }
      synchronized (this) {
        if (!reported.isEmpty()) {
          outcome("reported", reported.get(0));
        } else if (connected) {
          outcome(shown.isEmpty() ? "returned" : "nothing", "");
        } else if (result == null) {
          outcome("nothing", "");
        } else {
          outcome("returned", result instanceof HttpResponse<?> one ? String.valueOf(one.statusCode()) : result.toString());
        }
      }
    }

    /** The function of the snippet, in whichever of its classes it stands. */
    private Method entry() throws Exception {
      Loader loader = new Loader(this);
      List<Path> files;
      try (var all = Files.list(folder)) {
        files = all.sorted().toList();
      }
      for (Path file : files) {
        Class<?> type = loader.loadClass(file.getFileName().toString().replace(".class", ""));
        for (Method method : type.getDeclaredMethods()) {
          if (method.getName().equals(job.path("entry").asText())) {
            method.setAccessible(true);
            return method;
          }
        }
      }
      throw new IllegalStateException("there is no function " + job.path("entry").asText());
    }

    private synchronized void move(Runnable change) {
      change.run();
      moves++;
    }

    /** What a whole handler calls, in the interface that it declares. */
    private Object hooks(Class<?> type) {
      return Proxy.newProxyInstance(
          type.getClassLoader(),
          new Class<?>[] {type},
          (self, method, values) -> {
            switch (method.getName()) {
              case "refreshToken" -> move(() -> refreshed++);
              case "isDone" -> move(() -> asked++);
              case "note" -> move(() -> noted.add((String) values[0]));
              case "report" -> move(() -> reported.add(((Exception) values[0]).getMessage()));
              case "show" ->
                  move(
                      () -> {
                        ObjectNode one = shown.addObject();
                        one.set("texts", JSON.valueToTree(values[0]));
                        one.set("actions", JSON.valueToTree(values[1]));
                      });
              default -> throw new IllegalArgumentException("no hook " + method.getName());
            }
            return switch (method.getName()) {
              case "refreshToken" -> TOKENS[1];
              case "isDone" -> job.path("done").asBoolean();
              default -> null;
            };
          });
    }

    private Object argument(String kind) {
      return switch (kind) {
        case "path" -> "x1";
        case "input" -> "{}";
        case "form" -> HttpRequest.BodyPublishers.ofString("{}");
        case "type" -> "multipart/form-data; boundary=x";
        case "message" ->
            (UnaryOperator<String>) token -> JSON.createObjectNode().put("token", token).toString();
        case "refresh" ->
            (Supplier<String>)
                () -> {
                  move(() -> refreshed++);
                  if (job.path("fault").asText().equals("no-credentials")) {
                    throw new IllegalStateException("there are no new credentials");
                  }
                  return TOKENS[1];
                };
        case "done" ->
            (BooleanSupplier)
                () -> {
                  move(() -> asked++);
                  return job.path("done").asBoolean();
                };
        case "show" ->
            (BiConsumer<List<String>, List<String>>)
                (texts, actions) -> {
                  move(
                      () -> {
                        ObjectNode one = shown.addObject();
                        one.set("texts", JSON.valueToTree(texts));
                        one.set("actions", JSON.valueToTree(actions));
                      });
                };
        case "note" -> (Consumer<String>) warning -> move(() -> noted.add(warning));
        case "report" ->
            (Consumer<Exception>) problem -> move(() -> reported.add(problem.getMessage()));
        case "run" -> (Callable<JsonNode>) () -> JSON.readTree(get(url));
        default -> throw new IllegalArgumentException("no argument of kind " + kind);
      };
    }

    /** Waits until everything has happened that was awaited, and a moment longer. */
    private void settle() throws Exception {
      for (int left = job.path("patience").asInt(); left > 0; left -= LOOK) {
        int attempts = JSON.readTree(get(job.path("watch").asText())).path("attempts").asInt();
        int done;
        synchronized (this) {
          done = moves;
        }
        if (attempts >= job.path("attempts").asInt() && done >= job.path("moves").asInt()) {
          break;
        }
        Thread.sleep(LOOK);
      }
      Thread.sleep(MOMENT);
    }

    private static String get(String address) throws IOException, InterruptedException {
      return CLIENT.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString()).body();
    }
  }
}
