package io.bakehouse.tidy;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import io.bakehouse.engine.local.KeptEvents;
import io.bakehouse.engine.local.LocalSettings;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class LayersTest {
    private static final String ENGINE = "io.bakehouse.engine..";
    private static final String CLOUD = "io.bakehouse.engine.cloud..";
    private static final String LOCAL = "io.bakehouse.engine.local..";
    private static final String JCLOUDS = "io.bakehouse.openstack.jclouds..";
    private static final String PRACTICE = "io.bakehouse.practice..";

    @Test
    void theModelKnowsTheJdkOnly() {
        classes()
                .that()
                .resideInAPackage("io.bakehouse.model..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "io.bakehouse.model..")
                .check(Bakehouse.CLASSES);
    }

    @Test
    void aFunctionKnowsTheFieldTheCloudAndNoEngine() {
        classes()
                .that()
                .resideInAPackage("io.bakehouse.function..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "io.bakehouse.function..",
                        "io.bakehouse.access",
                        // What people write is read at the edge, by answer-chat, and carried out by run-command.
                        "io.bakehouse.chat",
                        "io.bakehouse.command",
                        "io.bakehouse.model",
                        "io.bakehouse.openstack",
                        "io.bakehouse.platform",
                        // How a bake stands is told in the chat where it was asked for.
                        "io.bakehouse.view",
                        // The input of a command is a JSON object.
                        "com.fasterxml.jackson.databind",
                        "com.fasterxml.jackson.databind.node",
                        // What senders write is read at the edge, by receive-webhook.
                        "io.bakehouse.webhook",
                        "io.quarkus.funqy",
                        "jakarta.enterprise.context",
                        "jakarta.inject",
                        "org.jboss.logging")
                .allowEmptyShould(true)
                .check(Bakehouse.CLASSES);
    }

    @Test
    void whatACommandIsKnowsNoCommand() {
        noClasses()
                .that()
                .resideInAPackage("io.bakehouse.command")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.bakehouse.commands", "io.bakehouse.function", "io.bakehouse.view")
                .check(Bakehouse.CLASSES);
    }

    @Test
    void nobodyKnowsTheEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ENGINE)
                .check(Bakehouse.CLASSES);
    }

    @Test
    void jcloudsIsBehindTheCloudInterface() {
        noClasses()
                .that()
                .resideOutsideOfPackages(JCLOUDS, CLOUD)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(JCLOUDS)
                .check(Bakehouse.CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage(JCLOUDS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jclouds..", "com.google.inject..")
                .check(Bakehouse.CLASSES);
    }

    @Test
    void thePracticeCloudIsOnlyEverStarted() {
        noClasses()
                .that()
                .resideOutsideOfPackages(PRACTICE, CLOUD)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(PRACTICE)
                .check(Bakehouse.CLASSES);
    }

    @Test
    void theQueueIsBehindTheLocalEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackage(LOCAL)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.activemq..", "jakarta.jms..")
                .check(Bakehouse.CLASSES);
    }

    @Test
    void theMessageBusIsBehindItsListener() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.bakehouse.engine.amqp..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.rabbitmq..")
                .check(Bakehouse.CLASSES);
    }

    @Test
    void sqsAndLambdaAreBehindTheirEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.bakehouse.engine.aws..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "com.amazonaws..")
                .check(Bakehouse.CLASSES);
    }

    @Test
    void enginesDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("io.bakehouse.engine.aws..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(LOCAL, "io.bakehouse.engine.knative..")
                .allowEmptyShould(true)
                .check(Bakehouse.CLASSES);
        noClasses()
                .that()
                .resideInAPackage(LOCAL)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.bakehouse.engine.aws..", "io.bakehouse.engine.knative..")
                .check(Bakehouse.CLASSES);
    }

    @Test
    void knativeKnowsOfTheLocalEngineOnlyWhatItKeepsOnDisk() {
        noClasses()
                .that()
                .resideInAPackage("io.bakehouse.engine.knative..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage(LOCAL).and(not(belongToAnyOf(KeptEvents.class, LocalSettings.class))))
                .check(Bakehouse.CLASSES);
        noClasses()
                .that()
                .resideInAPackage("io.bakehouse.engine.knative..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.bakehouse.engine.aws..")
                .check(Bakehouse.CLASSES);
    }

    @Test
    void theCloudEventsLibraryIsBehindKnative() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.bakehouse.engine.knative..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.cloudevents..")
                .check(Bakehouse.CLASSES);
    }
}
