package org.triceras.kernel.maven;

import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.maven.model.Model;
import org.apache.maven.model.building.DefaultModelBuilderFactory;
import org.apache.maven.model.building.DefaultModelBuildingRequest;
import org.apache.maven.model.building.ModelBuildingException;
import org.apache.maven.model.building.ModelBuildingRequest;
import org.apache.maven.model.resolution.ModelResolver;
import org.triceras.engine.error.DataException;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** Reads POMs, whole ones and pieces of them. */
final class PomReader {
    /** Elements that stand in a project as they are. */
    private static final Set<String> SECTIONS =
            Set.of("dependencies", "repositories", "dependencyManagement", "properties", "parent", "profiles");

    private PomReader() {}

    /** The effective model: parents, properties and managed versions applied. */
    static Model read(String text, Path file, ModelResolver resolver) {
        String pom = text.contains("<project") ? text : wrap(text);
        DefaultModelBuildingRequest request = new DefaultModelBuildingRequest();
        request.setValidationLevel(ModelBuildingRequest.VALIDATION_LEVEL_MINIMAL);
        request.setProcessPlugins(false);
        request.setSystemProperties(System.getProperties());
        request.setModelResolver(resolver);
        if (file != null) {
            // With the file known, a parent is looked for beside it.
            request.setPomFile(file.toFile());
        } else {
            request.setModelSource(source(pom));
        }
        try {
            return new DefaultModelBuilderFactory().newInstance().build(request).getEffectiveModel();
        } catch (ModelBuildingException e) {
            String problem = e.getProblems().isEmpty()
                    ? e.getMessage()
                    : e.getProblems().get(0).getMessage();
            throw new DataException("The POM cannot be used: " + problem, e);
        }
    }

    // The model builder takes no other kind of source for a text.
    @SuppressWarnings("deprecation")
    private static org.apache.maven.model.building.StringModelSource source(String pom) {
        return new org.apache.maven.model.building.StringModelSource(pom);
    }

    /** Makes a project of dependency and repository elements. */
    private static String wrap(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            // Errors are thrown; the default handler would also print them.
            builder.setErrorHandler(null);
            Document document = builder.parse(new InputSource(new StringReader("<pieces>" + text + "</pieces>")));
            StringBuilder dependencies = new StringBuilder();
            StringBuilder repositories = new StringBuilder();
            StringBuilder sections = new StringBuilder();
            for (Node node = document.getDocumentElement().getFirstChild();
                    node != null;
                    node = node.getNextSibling()) {
                if (node.getNodeType() != Node.ELEMENT_NODE) {
                    continue;
                }
                if (node.getNodeName().equals("dependency")) {
                    dependencies.append(text(node));
                } else if (node.getNodeName().equals("repository")) {
                    repositories.append(text(node));
                } else if (SECTIONS.contains(node.getNodeName())) {
                    sections.append(text(node));
                } else {
                    throw new DataException("<" + node.getNodeName()
                            + "> is not expected there. Expected <dependency>, <repository> or a whole <project>.");
                }
            }
            return "<project><modelVersion>4.0.0</modelVersion><groupId>cell</groupId><artifactId>cell</artifactId>"
                    + "<version>1</version>" + sections + element("dependencies", dependencies)
                    + element("repositories", repositories) + "</project>";
        } catch (org.xml.sax.SAXException e) {
            throw new DataException(
                    "The cell is not well-formed XML: " + e.getMessage()
                            + " Expected <dependency> elements or a whole <project>.",
                    e);
        } catch (java.io.IOException
                | javax.xml.parsers.ParserConfigurationException
                | javax.xml.transform.TransformerException e) {
            throw new DataException("The POM cannot be read: " + e.getMessage(), e);
        }
    }

    private static String element(String name, CharSequence content) {
        return content.length() == 0 ? "" : "<" + name + ">" + content + "</" + name + ">";
    }

    private static String text(Node node) throws javax.xml.transform.TransformerException {
        Transformer transformer = TransformerFactory.newInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        StringWriter out = new StringWriter();
        transformer.transform(new DOMSource(node), new StreamResult(out));
        return out.toString();
    }
}
