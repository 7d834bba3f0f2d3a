package io.bakehouse.engine;

import io.bakehouse.platform.ChatReplies;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Sends answers to chats. The name is looked up once and the connection made to the very address that was checked, so
 * that a name which means something else a moment later changes nothing; redirections are not followed, and what is
 * answered is not read.
 */
@ApplicationScoped
class ChatRepliesOverHttp implements ChatReplies {
    private static final Logger LOG = Logger.getLogger(ChatRepliesOverHttp.class);
    private static final int TIMEOUT_MS = 5_000;

    private final ReplyAddress addresses;
    private final HttpClient client;

    @Inject
    ChatRepliesOverHttp(
            Vertx vertx,
            @ConfigProperty(name = "bakehouse.chat.mattermost.host") Optional<String> mattermost,
            @ConfigProperty(name = "bakehouse.chat.hosts") Optional<List<String>> hosts,
            @ConfigProperty(name = "bakehouse.chat.private-hosts") Optional<List<String>> inside) {
        this(vertx, known(mattermost, hosts, inside));
    }

    ChatRepliesOverHttp(Vertx vertx, ReplyAddress addresses) {
        this.addresses = addresses;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(false).setConnectTimeout(TIMEOUT_MS));
    }

    private static ReplyAddress known(
            Optional<String> mattermost, Optional<List<String>> hosts, Optional<List<String>> inside) {
        Set<String> known = new HashSet<>(hosts.orElse(List.of()));
        mattermost.ifPresent(known::add);
        known.addAll(inside.orElse(List.of()));
        return new ReplyAddress(known, new HashSet<>(inside.orElse(List.of())));
    }

    @Override
    public boolean send(Reply reply) {
        Optional<URI> url = addresses.read(reply.product(), reply.url());
        if (url.isEmpty()) {
            LOG.warnf(
                    "an answer to %s was not sent: its address is none of bakehouse.chat.hosts, or no https",
                    reply.product());
            return false;
        }
        try {
            int status = status(reply, url.get());
            if (status < 200 || status > 299) {
                LOG.warnf("%s answered %d to an answer", reply.product(), (Object) status);
            }
            // It will not like it better a second time.
            return status < 500 && status != 429;
        } catch (UnknownHostException | ExecutionException | TimeoutException e) {
            // Without the cause: its text may hold the address, which is a secret.
            LOG.warnf("%s did not take an answer", reply.product());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private int status(Reply reply, URI url)
            throws UnknownHostException, ExecutionException, TimeoutException, InterruptedException {
        String host = url.getHost();
        InetAddress address = Arrays.stream(InetAddress.getAllByName(host))
                .filter(found -> addresses.allows(host, found))
                .findFirst()
                .orElseThrow(() -> new UnknownHostException("only private addresses"));
        boolean tls = url.getScheme().equals("https");
        int port = url.getPort() > 0 ? url.getPort() : tls ? 443 : 80;
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(reply.method()))
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(host)
                .setPort(port)
                .setSsl(tls)
                .setURI((url.getRawPath().isEmpty() ? "/" : url.getRawPath()) + query)
                .setFollowRedirects(false)
                .setTimeout(TIMEOUT_MS)
                .putHeader("Content-Type", "application/json; charset=utf-8");
        return client.request(options)
                .compose(request -> request.send(Buffer.buffer(reply.json())))
                .map(answer -> {
                    answer.pause();
                    int code = answer.statusCode();
                    answer.request().connection().close();
                    return code;
                })
                .toCompletionStage()
                .toCompletableFuture()
                .get(2L * TIMEOUT_MS, TimeUnit.MILLISECONDS);
    }
}
