package io.tollgate.compiler;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/**
 * The Maven goal {@code compile}, bound to {@code process-classes}: compiles a class of the project
 * at hand. The descriptor is {@code META-INF/maven/plugin.xml}.
 */
public final class CompileMojo extends AbstractMojo {
    private String mainClass;
    private File output;
    private String name;
    private String version;
    private Map<String, File> data;
    private boolean debug;
    private int maxMemoryMb;
    private boolean skip;
    private List<String> classpath;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            return;
        }
        var options =
                new Options(mainClass, output.toPath(), name, version, files(), debug, maxMemoryMb);
        try (var loader = new URLClassLoader(urls(), CompileMojo.class.getClassLoader())) {
            new Compiler(loader)
                    .compile(options)
                    .forEach(text -> getLog().warn("too big for Chicory: " + text));
        } catch (CompileException refused) {
            throw new MojoFailureException(refused.getMessage(), refused);
        } catch (IOException broken) {
            throw new MojoExecutionException("compiling " + mainClass, broken);
        }
        getLog().info(output + ": " + output.length() + " bytes");
    }

    private Map<String, Path> files() {
        Map<String, Path> files = new LinkedHashMap<>();
        if (data != null) {
            data.forEach((key, file) -> files.put(key, file.toPath()));
        }
        return files;
    }

    private URL[] urls() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String element : classpath) {
            urls.add(new File(element).toURI().toURL());
        }
        return urls.toArray(URL[]::new);
    }
}
