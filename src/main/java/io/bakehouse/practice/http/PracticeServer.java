package io.bakehouse.practice.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bakehouse.practice.NoAnswer;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.practice.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The practice cloud over HTTP on 127.0.0.1: Keystone, Nova, Glance, Cinder and Neutron below one port. */
public final class PracticeServer implements AutoCloseable {
    private static final int THREADS = 16;
    private static final int BACKLOG = 1024;
    private static final int LARGEST_BODY = 1 << 20;

    static {
        // Without it every answer on a kept connection waits 40 ms for the client's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Dispatch dispatch;

    private PracticeServer(HttpServer server, Dispatch dispatch) {
        this.server = server;
        this.dispatch = dispatch;
        this.threads = Executors.newFixedThreadPool(THREADS, runnable -> {
            Thread thread = new Thread(runnable, "practice-cloud");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Serves that model.
     *
     * @param port 0 for any that is free
     */
    public static PracticeServer start(PracticeModel model, int port) throws IOException {
        HttpServer http = HttpServer.create(
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
        PracticeServer server = new PracticeServer(http, dispatch(model, new Tokens(model.baseImage())));
        http.setExecutor(server.threads);
        http.createContext("/", server::serve);
        http.start();
        return server;
    }

    /** Everything that answers, without a server around it. */
    static Dispatch dispatch(PracticeModel model, Tokens tokens) {
        List<Route> routes = new ArrayList<>();
        routes.addAll(new KeystoneFace(model, tokens).routes());
        routes.addAll(new ServersFace(model).routes());
        routes.addAll(new ActionsFace(model).routes());
        routes.addAll(new FlavorsFace(model).routes());
        routes.addAll(new GroupsFace(model).routes());
        routes.addAll(new VolumesFace(model).routes());
        routes.addAll(new ImagesFace(model).routes());
        routes.addAll(new NeutronFace(model).routes());
        routes.addAll(new VersionsFace().routes());
        routes.addAll(new PracticeFace(model).routes());
        return new Dispatch(model, tokens, routes);
    }

    /** Scheme, host and port. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What {@code OS_AUTH_URL} has to be. */
    public String authUrl() {
        return url() + Service.IDENTITY.catalogPath();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
            if (body.length > LARGEST_BODY) {
                send(exchange, Answer.text(413, "text/plain", "Request is too large."));
                return;
            }
            send(exchange, dispatch.answer(read(exchange, new String(body, StandardCharsets.UTF_8))));
        } catch (Refusal e) {
            send(exchange, Answer.text(e.status(), "text/plain", e.getMessage()));
        } catch (NoAnswer e) {
            // The exchange is closed unanswered, and with it the connection: that is the fault that was asked for.
            return;
        }
    }

    private Request read(HttpExchange exchange, String body) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        return Request.of(
                exchange.getRequestMethod(),
                host == null ? url() : "http://" + host,
                exchange.getRequestURI().getPath(),
                exchange.getRequestURI().getRawQuery(),
                exchange.getRequestHeaders(),
                body);
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
