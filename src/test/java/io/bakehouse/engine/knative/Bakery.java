package io.bakehouse.engine.knative;

import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.infra.knative.KnativeFilesTest;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.practice.PracticeTimes;
import io.bakehouse.practice.http.PracticeServer;
import io.bakehouse.program.Ends;
import io.bakehouse.program.Program;
import io.bakehouse.program.ProgramSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A bakery as it runs on Knative: the packaged program as ingress, as keeper, and as two processes that share the
 * functions, with the generated Triggers on a broker of test code and a practice cloud that all reach over HTTP.
 */
final class Bakery implements AutoCloseable {
    private static final int AT_ONCE = 4;

    final TestBroker broker = new TestBroker();
    final Ends ends = new Ends();
    final PracticeModel cloud = PracticeModel.quickStart(InstantSource.system(), PracticeTimes.quick());
    final Program ingress;
    private final PracticeServer face = PracticeServer.start(cloud, 0);
    private final List<ProgramSettings> functionSettings = new ArrayList<>();
    private final List<Program> functions = new ArrayList<>();
    private final ProgramSettings keeperSettings;
    private Program keeper;

    Bakery(Path folder, Path recipes) throws IOException {
        keeperSettings = ProgramSettings.in(folder.resolve("keeper"))
                .shortLived()
                .with(Map.of(
                        "BAKEHOUSE_ENGINE", "keeper", "K_SINK", broker.url().toString()));
        Map<String, String> common = Map.of(
                "BAKEHOUSE_ENGINE",
                "knative",
                "K_SINK",
                broker.url().toString(),
                "BAKEHOUSE_KNATIVE_KEEPER",
                url(keeperSettings).toString(),
                "BAKEHOUSE_RECIPES",
                recipes.toString(),
                "BAKEHOUSE_NOTIFY_URL",
                ends.url());
        String names = FunctionTable.packaged().queued().stream()
                .map(FunctionRow::name)
                .collect(Collectors.joining(","));
        for (String name : List.of("one", "two")) {
            functionSettings.add(ProgramSettings.in(folder.resolve(name))
                    .shortLived()
                    .with(common)
                    .with(variables())
                    .with("BAKEHOUSE_KNATIVE_FUNCTIONS", names));
        }
        broker.subscribe(
                KnativeFilesTest.triggers(),
                service -> service.equals("bakehouse-keeper")
                        ? url(keeperSettings)
                        : url(functionSettings.get(Math.floorMod(service.hashCode(), functionSettings.size()))),
                AT_ONCE);
        keeper = keeperSettings.start();
        functionSettings.forEach(settings -> functions.add(settings.start()));
        ingress = ProgramSettings.in(folder.resolve("ingress"))
                .shortLived()
                .with(common)
                .with(variables())
                .start();
        keeper.waitUntilReady();
        functions.forEach(Program::waitUntilReady);
        ingress.waitUntilReady();
    }

    /** The processes with the functions. */
    List<Program> functions() {
        return Collections.unmodifiableList(functions);
    }

    /** kill -9 of one of them, and a new one in its place. */
    void killAndStart(int which) throws InterruptedException {
        functions.get(which).kill();
        functions.set(which, functionSettings.get(which).startAndWait());
    }

    Program keeper() {
        return keeper;
    }

    /** kill -9 of the keeper, and a new one on its disk. */
    void killAndStartKeeper() throws InterruptedException {
        keeper.kill();
        keeper = keeperSettings.startAndWait();
    }

    private Map<String, String> variables() {
        return Map.of(
                "BAKEHOUSE_CLOUD", "openstack",
                "OS_AUTH_URL", face.authUrl(),
                "OS_USERNAME", "demo",
                "OS_PASSWORD", "practice",
                "OS_PROJECT_NAME", "demo",
                "OS_USER_DOMAIN_NAME", "Default",
                "OS_PROJECT_DOMAIN_NAME", "Default");
    }

    private static URI url(ProgramSettings settings) {
        return URI.create("http://127.0.0.1:" + settings.port().number());
    }

    /** What all of them have printed. */
    String log() {
        return functions.stream().map(Program::log).collect(Collectors.joining()) + ingress.log() + keeper.log();
    }

    @Override
    public void close() {
        ingress.close();
        functions.forEach(Program::close);
        keeper.close();
        broker.close();
        ends.close();
        face.close();
    }
}
